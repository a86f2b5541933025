using System.CommandLine;
using DocExtract.Benchmarks.Reports;

var root = new RootCommand("Measures DocExtract where the tests do not: with many rows.")
{
    LoadCommand.Create(),
    ReportsCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
