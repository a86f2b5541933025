using System.CommandLine;

namespace DocExtract.Fuzz.Crowd;

/// <summary><c>crowd</c>: ends with 1 when the hostile documents cost more than their own limits.</summary>
internal static class CrowdCommand
{
    private static readonly Option<int> Documents = new("--documents") { Description = "How many.", DefaultValueFactory = _ => 1000 };
    private static readonly Option<int> Hostile = new("--hostile") { Description = "Of a hundred, how many are hostile.", DefaultValueFactory = _ => 5 };
    private static readonly Option<int> Memory = new("--memory") { Description = "Mebibytes that the process may take.", DefaultValueFactory = _ => 1536 };

    public static Command Create()
    {
        var command = new Command("crowd", "Reads many PDFs, some of them hostile, as many at a time as there are cores.") { Documents, Hostile, Memory };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var result = await CrowdRun.RunAsync(parsed.GetValue(Documents), parsed.GetValue(Hostile), Console.Error.WriteLine, cancellationToken);
            long most = (long)parsed.GetValue(Memory) << 20;
            Console.WriteLine(result.ToText(most));
            return result.Holds(most) ? 0 : 1;
        });
        return command;
    }
}
