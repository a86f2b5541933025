using System.CommandLine;

namespace DocExtract.Worker.Commands.Measuring;

/// <summary>What <c>eval</c> can be told; each way of measuring takes its own.</summary>
internal static class EvalOptions
{
    public static readonly Argument<DirectoryInfo[]> Directories = new("DIR")
    {
        Description = "Folders with documents/ and expected/ (JSON by the same name), such as samples.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static readonly Option<bool> Faults = new("--faults")
    {
        Description = "Play a reader that misreads one thing at a time, and measure how much of it the checks stop.",
    };

    public static readonly Option<int?> Generated = new("--generated")
    {
        Description = "Instead of DIR: invent so many invoices, plant one wrong amount in the reading of each, and measure what the checks make of it.",
    };

    public static readonly Option<int> Seed = new("--seed") { Description = "With --generated: tells which invoices; the same number, the same invoices.", DefaultValueFactory = _ => 1 };

    public static readonly Option<int[]> LongTables = new("--tables")
    {
        Description = "Draw invoices with so many rows (25 to 3,200), play readers that lose or double rows, and count what is accepted; takes no DIR.",
        HelpName = "ROWS",
        Arity = ArgumentArity.ZeroOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    public static readonly Option<int> Parallel = new("--parallel")
    {
        Description = "Documents read at the same time.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    public static readonly Option<FileInfo?> Json = new("--json") { Description = "Write the run to this file: for programs, and for --baseline." };
    public static readonly Option<FileInfo?> Markdown = new("--markdown") { Description = "Write the tables and every mistake to this file." };
    public static readonly Option<DirectoryInfo?> Html = new("--html")
    {
        Description = "Write the tables, and a page for each document that is not right, to this folder.",
    };

    public static readonly Option<FileInfo> Baseline = new("--baseline") { Description = "An earlier --json run: name what got better and worse." };

    public static readonly Option<FileInfo?> Calibrate = new("--calibrate")
    {
        Description = "Measure anew what the evidence says of values being right, and write the weights of confidence to this file.",
    };

    /// <summary>Writes to the file that was asked for; to none where none was.</summary>
    public static async Task WriteAsync(FileInfo? file, string text, CancellationToken cancellationToken)
    {
        if (file is not null)
        {
            file.Directory?.Create();
            await File.WriteAllTextAsync(file.FullName, text, cancellationToken);
        }
    }
}
