using DocExtract.Worker.Commands;

// Before the first regular expression, since it is looked up only once: none searches what a document says for longer.
AppContext.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", TimeSpan.FromSeconds(5));
return await CommandLine.RunAsync(args);
