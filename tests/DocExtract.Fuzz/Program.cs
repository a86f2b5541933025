using System.CommandLine;
using System.Diagnostics;
using DocExtract.Fuzz;
using DocExtract.Fuzz.Crowd;

var root = new RootCommand("Hostile input: damaged files, messages and answers, and a crowd of documents some of which are made to do harm.")
{
    FuzzCommand.Create(), CrowdCommand.Create(),
};
Trace.Listeners.Clear();
return await root.Parse(args).InvokeAsync();
