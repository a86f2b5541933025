using System.CommandLine;
using DocExtract.Chaos;

var root = new RootCommand("Kills workers, restarts Postgres and Azurite, cuts connections and lets the model fail while documents come in; then counts.")
{
    ChaosCommand.Documents, ChaosCommand.Workers, ChaosCommand.Seed, ChaosCommand.Seeds, ChaosCommand.Report, ChaosCommand.Rolling,
};
root.SetAction(ChaosCommand.RunAsync);
return await root.Parse(args).InvokeAsync();
