"""What an editor is writing, shown in a frontend: see docs/api.md, "Preview"."""
