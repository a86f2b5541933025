using System.CommandLine;
using DocExtract.Worker.Evaluation.Truth;

namespace DocExtract.Worker.Commands.Measuring;

/// <summary><c>eval</c>: measures readers and checks on documents with known truth.</summary>
internal static class EvalCommand
{
    public static Command Create()
    {
        EvalOptions.Directories.AcceptExistingOnly();
        EvalOptions.Baseline.AcceptExistingOnly();
        EvalOptions.Parallel.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() < 1)
            {
                given.AddError("--parallel needs a number from 1.");
            }
        });
        var command = new Command("eval", "Measure the readers on documents with known truth.")
        {
            EvalOptions.Directories, EvalOptions.Faults, EvalOptions.Generated, EvalOptions.Seed, EvalOptions.LongTables, EvalOptions.Parallel,
            EvalOptions.Json, EvalOptions.Markdown, EvalOptions.Html, EvalOptions.Baseline, EvalOptions.Calibrate,
        };
        command.Validators.Add(given =>
        {
            bool hasFolders = given.GetRequiredValue(EvalOptions.Directories).Length > 0, hasTables = given.GetResult(EvalOptions.LongTables) is not null;
            bool isRight = given.GetValue(EvalOptions.Generated) is { } count ? count > 0 && !given.GetValue(EvalOptions.Faults) && !hasFolders && !hasTables : hasFolders != hasTables;
            if (!isRight)
            {
                given.AddError("Name folders with documents and their truth, or --tables, or --generated with a number from 1.");
            }

            bool plays = given.GetValue(EvalOptions.Faults) || given.GetValue(EvalOptions.Generated) is not null;
            if (plays && (given.GetValue(EvalOptions.Html) ?? (object?)given.GetValue(EvalOptions.Baseline) ?? given.GetValue(EvalOptions.Calibrate)) is not null)
            {
                given.AddError("--faults and --generated take --json and --markdown; they have no --html, no --baseline and no --calibrate.");
            }
        });
        Settings.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        if (command.GetResult(EvalOptions.LongTables) is not null)
        {
            return await EvalTables.RunAsync(Settings.Read(command), command.GetValue(EvalOptions.LongTables) ?? [], command.GetValue(EvalOptions.Markdown), cancellationToken);
        }

        var sets = command.GetRequiredValue(EvalOptions.Directories).Select(directory => EvaluationSet.Load(directory.FullName)).ToList();
        if (sets.CountBy(set => set.Name).FirstOrDefault(same => same.Value > 1).Key is { } twice)
        {
            throw new InvalidDataException($"Two folders are called {twice}; results are told apart by that name.");
        }

        return command.GetValue(EvalOptions.Faults) || command.GetValue(EvalOptions.Generated) is not null
            ? await EvalFaults.RunAsync(sets, command, cancellationToken)
            : await EvalReading.RunAsync(sets, command, cancellationToken);
    }
}
