using System.CommandLine;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Evaluation;

namespace DocExtract.Worker.Commands;

/// <summary><c>eval DIR...</c>: reads documents with known truth and prints how much of it was found.</summary>
internal static class EvalCommand
{
    private static readonly Argument<DirectoryInfo[]> Directories = new("DIR")
    {
        Description = "Folders with documents/ and expected/ (JSON by the same name), such as samples.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Command Create()
    {
        Directories.AcceptExistingOnly();
        var command = new Command("eval", "Measure the readers on documents with known truth.") { Directories };
        Settings.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddEngine(Settings.Read(command)).BuildServiceProvider();
        await Evaluator.RunAsync(
            [.. command.GetRequiredValue(Directories).Select(directory => directory.FullName)],
            services.GetRequiredService<Extractor>(), Console.Out, cancellationToken);
        return ExitCode.Done;
    }
}
