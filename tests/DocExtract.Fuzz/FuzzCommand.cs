using System.CommandLine;
using System.Runtime.CompilerServices;
using DocExtract.Fuzz.Inputs;
using DocExtract.Fuzz.Targets;

namespace DocExtract.Fuzz;

/// <summary><c>fuzz</c>: ends with 1 when an input did harm.</summary>
internal static class FuzzCommand
{
    private static readonly TimeSpan PageLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DocumentLimit = TimeSpan.FromSeconds(10);

    /// <summary>How much later than at its limit a document may end.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(3);

    private static readonly Option<int> Inputs = new("--inputs") { Description = "How many in all.", DefaultValueFactory = _ => 22_000 };
    private static readonly Option<int> Seed = new("--seed") { Description = "Tells which damages.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Door = new("--door") { Description = "Only the doors whose name begins so." };
    private static readonly Option<DirectoryInfo> Keep = new("--keep")
    {
        Description = "Folder for inputs that do harm.",
        DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(Path.GetTempPath(), "docextract-fuzz")),
    };

    public static Command Create()
    {
        var command = new Command("fuzz", "Pushes damaged inputs through every door of the product.") { Inputs, Seed, Door, Keep };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var results = await RunAsync(
                parsed.GetValue(Inputs), parsed.GetValue(Seed), parsed.GetValue(Door) ?? "", parsed.GetRequiredValue(Keep), Console.Error.WriteLine, cancellationToken);
            Console.WriteLine(FuzzReport.Of(results));
            return results.All(door => door.Holds) ? 0 : 1;
        });
        return command;
    }

    /// <param name="inputs">How many in all.</param>
    /// <param name="seed">Tells which damages.</param>
    /// <param name="only">Beginning of the names of the doors.</param>
    /// <param name="keep">Folder for inputs that do harm.</param>
    /// <param name="tell">Told what is done.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static async Task<IReadOnlyList<DoorResult>> RunAsync(
        int inputs, int seed, string only, DirectoryInfo keep, Action<string> tell, CancellationToken cancellationToken)
    {
        keep.Create();
        using var engine = new Engine(DocumentLimit, PageLimit);
        var run = new FuzzRun(seed, DocumentLimit + Delay, Environment.ProcessorCount, keep, TimeProvider.System);
        List<DoorResult> results = [];
        foreach (var door in new Doors(engine.Extractor, engine.Schemas, new Seeds(Samples())).All().Where(door => door.Name.StartsWith(only, StringComparison.OrdinalIgnoreCase)))
        {
            int count = (int)(inputs * door.Share / 100);
            tell($"{door.Name}: {count} inputs");
            var result = await run.PushAsync(door, count, cancellationToken);
            tell($"{door.Name}: {result.Seconds:0} s, {result.Faults.Count} faults");
            results.Add(result);
        }

        return results;
    }

    private static string Samples([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "samples"));
}
