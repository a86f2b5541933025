using System.CommandLine;
using DocExtract.Schemas;
using DocExtract.Worker.Costs;
using DocExtract.Worker.Engine;

namespace DocExtract.Worker.Commands;

/// <summary><c>costs</c>: what 1,000 documents cost with a model; asks nobody.</summary>
internal static class CostsCommand
{
    private static readonly CostAssumptions Usual = new();

    private static readonly Option<int> Pages = Number("--pages", "Pages of the invoice.", Usual.Pages, 1, 1000);
    private static readonly Option<string> Model = new("--model") { Description = "The model that reads in the end.", DefaultValueFactory = _ => Usual.Model };
    private static readonly Option<string> CheapModel = new("--cheap-model") { Description = "The model of the first of two tiers.", DefaultValueFactory = _ => Usual.CheapModel };
    private static readonly Option<string> Profile = new("--profile") { Description = "Profile that knows both models and their prices.", DefaultValueFactory = _ => Usual.Profile };
    private static readonly Option<int> CheapDpi = Number("--cheap-dpi", "Dots an inch at which the first of two tiers sees the pages.", (int)Usual.CheapDpi, 10, 1200);
    private static readonly Option<decimal> OfflineAccepted = Share("--offline-accepted", "Share of documents that is accepted offline.", Usual.OfflineAccepted);
    private static readonly Option<decimal> CheapAccepted = Share("--cheap-accepted", "Share of documents that is accepted from the first of two tiers.", Usual.CheapAccepted);
    private static readonly Option<decimal> Repaired = Share("--repaired", "Share of readings that is asked about once more.", Usual.Repaired);
    private static readonly Option<int> Thinking = Number("--thinking", "Tokens that a model thinks before it answers.", Usual.Thinking, 0, 1_000_000);

    public static Command Create()
    {
        var command = new Command("costs", "What 1,000 documents cost with a model, worked out from prices, prompts and pictures; asks nobody.")
        {
            Pages, Model, CheapModel, Profile, CheapDpi, OfflineAccepted, CheapAccepted, Repaired, Thinking,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var assumed = new CostAssumptions
        {
            Pages = command.GetValue(Pages),
            Model = command.GetRequiredValue(Model),
            CheapModel = command.GetRequiredValue(CheapModel),
            Profile = command.GetRequiredValue(Profile),
            CheapDpi = command.GetValue(CheapDpi),
            OfflineAccepted = command.GetValue(OfflineAccepted),
            CheapAccepted = command.GetValue(CheapAccepted),
            Repaired = command.GetValue(Repaired),
            Thinking = command.GetValue(Thinking),
        };
        var types = SchemaCatalog.Load(Settings.Read(command).GetSection(ExtractionOptions.Section).Get<ExtractionOptions>()?.Schemas ?? new ExtractionOptions().Schemas);
        await Console.Out.WriteAsync(new CostTable(assumed, types).ToMarkdown().AsMemory(), cancellationToken);
        return ExitCode.Done;
    }

    private static Option<int> Number(string name, string description, int usual, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() is var number && (number < least || number > most))
            {
                given.AddError($"{name} wants a number from {least} to {most}.");
            }
        });
        return option;
    }

    /// <summary>Numbers with a point whatever the machine's language.</summary>
    private static Option<decimal> Share(string name, string description, decimal usual) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => usual,
        CustomParser = given =>
        {
            if (decimal.TryParse(given.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture, out decimal share) && share is >= 0 and <= 1)
            {
                return share;
            }

            given.AddError($"{name} wants a share from 0 to 1, such as 0.75.");
            return usual;
        },
    };
}
