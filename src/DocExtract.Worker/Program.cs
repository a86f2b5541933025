using System.CommandLine;
using DocExtract.Worker.Commands;

var root = new RootCommand("Reads invoices and receipts into checked rows.") { LocalCommand.Create() };
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
