"""The pages, a folder each; how one is added stands in `sourcebook.workbench`."""
