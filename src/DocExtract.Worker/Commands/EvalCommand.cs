using System.CommandLine;
using DocExtract.Pages;
using DocExtract.Schemas;
using DocExtract.Sources;
using DocExtract.Trust;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Evaluation;
using DocExtract.Worker.Evaluation.Faults;
using DocExtract.Worker.Evaluation.Generated;
using DocExtract.Worker.Evaluation.Reporting;
using DocExtract.Worker.Evaluation.Reporting.Html;
using DocExtract.Worker.Evaluation.Scores;
using DocExtract.Worker.Evaluation.Trust;
using DocExtract.Worker.Evaluation.Truth;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Commands;

/// <summary><c>eval DIR...</c>: reads documents with known truth and prints how much of it was found.</summary>
internal static class EvalCommand
{
    private static readonly Argument<DirectoryInfo[]> Directories = new("DIR")
    {
        Description = "Folders with documents/ and expected/ (JSON by the same name), such as samples.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<int> Parallel = new("--parallel")
    {
        Description = "Documents read at the same time.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private static readonly Option<FileInfo?> Json = new("--json") { Description = "Write the run to this file: for programs, and for --baseline." };
    private static readonly Option<FileInfo?> Markdown = new("--markdown") { Description = "Write the tables and every mistake to this file." };
    private static readonly Option<DirectoryInfo?> Html = new("--html")
    {
        Description = "Write the tables, and a page for each document that is not right, to this folder.",
    };

    private static readonly Option<FileInfo> Baseline = new("--baseline") { Description = "An earlier --json run: name what got better and worse." };

    private static readonly Option<FileInfo?> Calibrate = new("--calibrate")
    {
        Description = "Measure anew what the evidence says of values being right, and write the weights of confidence to this file.",
    };

    private static readonly Option<bool> Faults = new("--faults")
    {
        Description = "Play a reader that misreads one thing at a time, and measure how much of it the checks stop.",
    };

    private static readonly Option<int[]> LongTables = new("--tables")
    {
        Description = "Draw invoices with so many rows (25 to 3,200), play readers that lose or double rows, and count what is accepted; takes no DIR.",
        HelpName = "ROWS",
        Arity = ArgumentArity.ZeroOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<int?> Generated = new("--generated")
    {
        Description = "Instead of DIR: invent so many invoices, plant one wrong amount in the reading of each, and measure what the checks make of it.",
    };

    private static readonly Option<int> Seed = new("--seed") { Description = "With --generated: tells which invoices; the same number, the same invoices.", DefaultValueFactory = _ => 1 };

    public static Command Create()
    {
        Directories.AcceptExistingOnly();
        Baseline.AcceptExistingOnly();
        Parallel.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() < 1)
            {
                given.AddError("--parallel needs a number from 1.");
            }
        });
        var command = new Command("eval", "Measure the readers on documents with known truth.")
        {
            Directories, Faults, Generated, Seed, LongTables, Parallel, Json, Markdown, Html, Baseline, Calibrate,
        };
        command.Validators.Add(given =>
        {
            bool hasFolders = given.GetRequiredValue(Directories).Length > 0, hasTables = given.GetResult(LongTables) is not null;
            bool isRight = given.GetValue(Generated) is { } count ? count > 0 && !given.GetValue(Faults) && !hasFolders && !hasTables : hasFolders != hasTables;
            if (!isRight)
            {
                given.AddError("Name folders with documents and their truth, or --tables, or --generated with a number from 1.");
            }

            bool plays = given.GetValue(Faults) || given.GetValue(Generated) is not null;
            if (plays && (given.GetValue(Html) ?? (object?)given.GetValue(Baseline) ?? given.GetValue(Calibrate)) is not null)
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
        if (command.GetResult(LongTables) is not null)
        {
            return await EvalTables.RunAsync(Settings.Read(command), command.GetValue(LongTables) ?? [], command.GetValue(Markdown), cancellationToken);
        }

        var sets = command.GetRequiredValue(Directories).Select(directory => EvaluationSet.Load(directory.FullName)).ToList();
        if (sets.CountBy(set => set.Name).FirstOrDefault(same => same.Value > 1).Key is { } twice)
        {
            throw new InvalidDataException($"Two folders are called {twice}; results are told apart by that name.");
        }

        if (command.GetValue(Faults) || command.GetValue(Generated) is not null)
        {
            return await TryFaultsAsync(sets, command, cancellationToken);
        }

        var before = command.GetValue(Baseline) is { } file ? EvaluationRun.Load(file.FullName) : null;
        await using var services = new ServiceCollection().AddEngine(Settings.Read(command)).BuildServiceProvider();
        var evaluated = await ReadAsync(sets, services, command.GetValue(Parallel), cancellationToken);

        var run = new EvaluationRun([.. evaluated.Select(set => set.Run)]);
        var comparisons = before is null ? [] : RunComparison.Compare(before, run);
        await Console.Out.WriteAsync(RunText.Of(comparisons));
        var judged = JudgedDocument.Of(evaluated);
        await Console.Out.WriteAsync(RunText.Of("as this version weighs it", Calibrator.Weigh(judged, Calibration.Shipped)));
        if (command.GetValue(Calibrate) is { } weights)
        {
            await Console.Out.WriteAsync(RunText.Of("each set weighed by what was measured on the others", Calibrator.HeldOut(judged)));
            await WriteAsync(weights, Calibrator.Fit(judged).ToJson(), cancellationToken);
        }

        await WriteAsync(command.GetValue(Json), run.ToJson(), cancellationToken);
        await WriteAsync(command.GetValue(Markdown), RunMarkdown.Of(run, comparisons), cancellationToken);
        if (command.GetValue(Html) is { } folder)
        {
            var report = new HtmlReport(services.GetRequiredService<DocumentOpener>(), services.GetRequiredService<SourceLimits>(), folder);
            await report.WriteAsync(evaluated, comparisons, cancellationToken);
        }

        return ExitCode.Done;
    }

    /// <summary>Reads the sets one after the other; each table is printed as soon as it is known.</summary>
    private static async Task<List<EvaluatedSet>> ReadAsync(
        IReadOnlyList<EvaluationSet> sets, IServiceProvider services, int parallel, CancellationToken cancellationToken)
    {
        var documentType = services.GetRequiredService<IOptions<ExtractionOptions>>().Value.Type;
        var budget = services.GetRequiredService<IOptions<VisionSettings>>().Value.DocumentBudget;
        var evaluator = new Evaluator(services.GetRequiredService<Extractor>(), documentType, budget, parallel, TimeProvider.System);
        var progress = new EvaluationProgress(Console.Error);
        List<EvaluatedSet> evaluated = [];
        foreach (var set in sets)
        {
            var read = await progress.FollowAsync(set.Name, set.Documents.Count, done => evaluator.ReadAsync(set, done, cancellationToken));
            evaluated.Add(read);
            await Console.Out.WriteAsync(RunText.Of(read.Run));
        }

        return evaluated;
    }

    private static async Task<int> TryFaultsAsync(IReadOnlyList<EvaluationSet> sets, ParseResult command, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddEngine(Settings.Read(command)).BuildServiceProvider();
        var extractor = services.GetRequiredService<Extractor>();
        var evaluator = new FaultEvaluator(extractor, services.GetRequiredService<SchemaCatalog>(), command.GetValue(Parallel), TimeProvider.System);
        var generated = new GeneratedInvoices(extractor, command.GetValue(Parallel), TimeProvider.System);
        var progress = new EvaluationProgress(Console.Error);
        List<FaultSet> tried = [];
        foreach (var set in sets)
        {
            tried.Add(await progress.FollowAsync(set.Name, set.Documents.Count, done => evaluator.TryAsync(set, done, cancellationToken)));
            await Console.Out.WriteAsync(FaultReport.Text(tried[^1]));
        }

        if (command.GetValue(Generated) is { } count)
        {
            tried.Add(await progress.FollowAsync("generated", count, done => generated.TryAsync(count, command.GetValue(Seed), done, cancellationToken)));
            await Console.Out.WriteAsync(FaultReport.Text(tried[^1]));
        }

        var run = new FaultRun(tried);
        await Console.Out.WriteAsync(FaultReport.Text(run));
        await WriteAsync(command.GetValue(Json), FaultReport.Json(run), cancellationToken);
        await WriteAsync(command.GetValue(Markdown), FaultReport.Markdown(run), cancellationToken);
        return ExitCode.Done;
    }

    private static async Task WriteAsync(FileInfo? file, string text, CancellationToken cancellationToken)
    {
        if (file is not null)
        {
            file.Directory?.Create();
            await File.WriteAllTextAsync(file.FullName, text, cancellationToken);
        }
    }
}
