"""The sample content: a site that looks lived in, made by load_sample, removed by clear_sample."""
