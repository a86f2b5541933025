using System.CommandLine;

namespace DocExtract.Benchmarks.Reports;

/// <summary><c>load --documents N</c>: fills a database with invented results.</summary>
internal static class LoadCommand
{
    private static readonly Option<long> Documents = new("--documents") { Description = "How many.", DefaultValueFactory = _ => 1_000_000 };

    public static Command Create()
    {
        var command = new Command("load", "Fill an empty database with invented results.") { Documents };
        BenchmarkDatabase.AddTo(command);
        command.SetAction((parsed, cancellationToken) => BenchmarkDatabase.WithAsync(
            parsed,
            database => Loader.LoadAsync(database, parsed.GetValue(Documents), Console.Error.WriteLine, cancellationToken),
            cancellationToken));
        return command;
    }
}
