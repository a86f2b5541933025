using DocExtract.Readers.Vision.Pictures;
using DocExtract.Schemas;

namespace DocExtract.Readers.Vision.Accounting;

/// <summary>A document that stands for many of its kind.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Width">Pixels of a page.</param>
/// <param name="Height">Pixels of a page.</param>
/// <param name="Dpi">Pixels an inch; null where nobody knows, as of a photograph.</param>
/// <param name="Pages">How many.</param>
/// <param name="WordTokens">Tokens of a page's text layer, as it goes beside the picture; 0 where there is none.</param>
/// <param name="AnswerTokens">Tokens of the answer for each page.</param>
public sealed record TypicalDocument(DocumentSchema Type, int Width, int Height, double? Dpi, int Pages, int WordTokens, int AnswerTokens);

/// <summary>What it takes to have a document read once, worked out from the real pictures, prompt and schema; nothing is sent.</summary>
/// <param name="InputTokens">Of all requests.</param>
/// <param name="OutputTokens">Of all answers, thinking included.</param>
/// <param name="Cost">In the currency of the prices.</param>
/// <param name="SeenDpi">Dots an inch at which the model sees the pages.</param>
public sealed record CostEstimate(long InputTokens, long OutputTokens, decimal Cost, double SeenDpi)
{
    /// <param name="options">The model and how it is asked.</param>
    /// <param name="document">What is read.</param>
    /// <param name="thinkingTokens">Tokens that the model thinks before each answer.</param>
    /// <exception cref="ArgumentException">No price is known of the model.</exception>
    public static CostEstimate Of(VisionOptions options, TypicalDocument document, int thinkingTokens)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(document);
        var settings = new RequestSettings(options with { ApiKey = options.ApiKey ?? "none is needed" });
        if (!settings.IsPriceKnown)
        {
            throw new ArgumentException($"No list price of {options.Model} is known. Name another model, or the profile that knows it.");
        }

        var plan = PagePictures.PlanFor(new PixelSize(document.Width, document.Height), document.Dpi, options.ImageDpi, settings.Images);
        var question = VisionQuestion.ForValues(document.Type, settings.StructuredOutput);
        var requests = settings.Deal(Enumerable.Range(1, document.Pages).Select(number => Pictures(plan, number, document.WordTokens))).ToList();
        long input = requests.Sum(pictures => (long)new ContentPart.Text(question.Instructions).Tokens + question.Form.Tokens
            + PageMessage.Of(pictures, document.Pages, []).Content.Sum(part => part.Tokens));
        long output = ((long)document.AnswerTokens * document.Pages) + ((long)thinkingTokens * requests.Count);
        return new CostEstimate(input, output, settings.Price.Of(input, 0, output), plan.Dpi);
    }

    private static IReadOnlyList<PagePicture> Pictures(PicturePlan plan, int page, int wordTokens) =>
    [
        .. plan.Strips.Select((_, index) => new PagePicture(page, index + 1, plan.Strips.Count, [], false, plan.Tokens / plan.Strips.Count)
        {
            Words = index == 0 && wordTokens > 0 ? ContentPart.Text.OfTokens(wordTokens) : null,
        }),
    ];
}
