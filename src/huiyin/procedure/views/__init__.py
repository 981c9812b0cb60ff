"""Pages of the engine: one for every matter, one for every act, lists, drafts and the procedures themselves."""
