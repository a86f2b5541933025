using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Readers.Vision.Pictures;
using DocExtract.Schemas;

namespace DocExtract.Readers.Vision;

/// <summary>
/// Shows the pages to a vision model behind any OpenAI-compatible endpoint and asks for JSON by the type's schema: in one
/// request, or as many as the model's limits ask for. Safe to use from several threads.
/// </summary>
public sealed class VisionReader : IReader
{
    // A page drawn in another size is another picture to a model: enough to see whether it read or guessed.
    private const double OtherSize = 0.8;

    // Small pages are cheaper shown whole than left out for a doubt whose place is not known.
    private const int AlwaysShown = 4;

    // A model sees a crop at its own sharpness; each costs about as much as a third of a page.
    private const int MaxCrops = 3;
    private const double CropDpi = 300;

    private readonly VisionOptions _options;
    private readonly VisionReader? _fallback;

    /// <param name="options">Which model, where and how.</param>
    /// <param name="time">The clock.</param>
    /// <param name="fallback">Who is asked while this endpoint fails for more than a moment; null for nobody.</param>
    /// <exception cref="ArgumentException">An option makes no sense; the message names it.</exception>
    public VisionReader(VisionOptions options, TimeProvider time, VisionReader? fallback = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _options = options;
        _fallback = fallback;
        Settings = new RequestSettings(options);
        Client = new ModelClient(options, Settings, time);
    }

    public string Name => ReaderNames.Vision;

    /// <summary>How often a doubtful reading is asked about again at most.</summary>
    public int RepairRounds => _options.RepairRounds;

    /// <summary>Whether the options or the profile say what the model charges; a server of one's own is known to charge nothing.</summary>
    public bool IsPriceKnown => Settings.IsPriceKnown;

    /// <summary>Questions that its endpoint is sent at one time at most.</summary>
    public int Concurrency => Settings.Concurrency;

    /// <summary>How the model is asked.</summary>
    internal RequestSettings Settings { get; }

    /// <summary>The model.</summary>
    internal ModelClient Client { get; }

    /// <inheritdoc/>
    /// <exception cref="ModelCallException">The endpoint failed, also after the attempts that are made in place.</exception>
    /// <exception cref="InvalidDataException">The type's schema cannot be shown to a model; the message says why.</exception>
    public async Task<Reading?> ReadAsync(
        Document document, DocumentSchema schema, IModelAccount account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(account);
        return document.Pages.Count == 0
            ? null
            : await OrFallbackAsync(reader => reader.ReadAsync(document, schema, 1, _options.Words, CallPurpose.Read, account, cancellationToken));
    }

    /// <summary>
    /// Reads a document independently once more, its pages drawn in another size and without words to copy, when one of its amounts reaches
    /// <see cref="VisionOptions.CompareFrom"/>; null otherwise.
    /// </summary>
    internal async Task<Reading?> ReadAgainAsync(
        Document document, DocumentSchema schema, Extraction first, IModelAccount account, CancellationToken cancellationToken) =>
        _options.CompareFrom is { } from && schema.Essential.Any(field => Math.Abs(FieldValue.Find(first.Data, field)?.AsDecimal() ?? 0) >= from)
            ? await OrFallbackAsync(reader => reader.ReadAsync(document, schema, OtherSize, WordHelp.None, CallPurpose.Compare, account, cancellationToken))
            : null;

    /// <summary>Asks about a reading that did not pass the checks: the doubts in words, the pages they are on, and a closer look at their places.</summary>
    /// <param name="document">The document.</param>
    /// <param name="schema">Its type.</param>
    /// <param name="reading">The reading in doubt.</param>
    /// <param name="doubtful">The same with its evidence and findings.</param>
    /// <param name="account">Where calls are booked.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    internal Task<Reading> RepairAsync(
        Document document, DocumentSchema schema, Reading reading, Extraction doubtful, IModelAccount account, CancellationToken cancellationToken) =>
        OrFallbackAsync(reader => reader.AskAboutAsync(document, schema, reading, doubtful, account, cancellationToken));

    private async Task<Reading> AskAboutAsync(
        Document document, DocumentSchema schema, Reading reading, Extraction doubtful, IModelAccount account, CancellationToken cancellationToken)
    {
        var question = VisionQuestion.ForValues(schema, Settings.StructuredOutput);
        var places = RepairRequest.Places(doubtful);
        var shown = places.Count == 0 || document.Pages.Count <= AlwaysShown
            ? document
            : document with { Pages = [.. document.Pages.Where(page => places.Any(place => place.Page == page.Number))] };
        var pictures = FirstPictures(shown, cancellationToken);
        IReadOnlyList<ContentPart> doubts =
        [
            .. Crops(document, places, cancellationToken).Take(Settings.MaxImages - pictures.Count).SelectMany(PageMessage.Closer),
            new ContentPart.Text(RepairRequest.Text(doubtful, document, cancellationToken)),
        ];
        var answer = await WholeAnswer.AskAsync(
            Client,
            goOn => Question(question, pictures, document, goOn is null ? CallPurpose.Repair : CallPurpose.Continue, [.. doubts, .. Afterword(goOn)]),
            schema.Json, account, cancellationToken);

        // What was wrong with the reading of pages that were not shown again is wrong still, and their rows are still there.
        bool sawAll = shown == document && pictures[^1].Page == document.Pages[^1].Number && pictures[^1].Part == pictures[^1].Parts;
        return sawAll
            ? reading with { Data = answer.Data, Findings = answer.Findings }
            : reading with { Data = WithoutLists(answer.Data), Findings = [.. reading.Findings, .. answer.Findings] };
    }

    private static JsonObject WithoutLists(JsonObject data) =>
        new(data.Where(field => field.Value is not JsonArray).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));

    /// <summary>Asks which of the types a document is.</summary>
    /// <returns>The type's name, <see cref="VisionQuestion.NoType"/>, or null when the answer is neither.</returns>
    internal Task<string?> ChooseTypeAsync(
        Document document, IEnumerable<DocumentSchema> types, IModelAccount account, CancellationToken cancellationToken) =>
        OrFallbackAsync(reader => reader.AskTypeAsync(document, types, account, cancellationToken));

    private async Task<string?> AskTypeAsync(
        Document document, IEnumerable<DocumentSchema> types, IModelAccount account, CancellationToken cancellationToken)
    {
        var question = VisionQuestion.ForType(types, Settings.StructuredOutput);
        IReadOnlyList<PagePicture> pictures = [PagePictures.Small(document.Pages[0], Settings.Images, cancellationToken)];
        var answer = await Client.AskAsync(Question(question, pictures, document, CallPurpose.ChooseType, []), account, cancellationToken);
        return answer.Text is { } text && AnswerReader.Parse(JsonText.WithoutFence(text)) is { } named ? named.Text("type") : null;
    }

    /// <summary>Asks this model; the fallback where its endpoint fails for more than a moment.</summary>
    internal async Task<T> OrFallbackAsync<T>(Func<VisionReader, Task<T>> ask)
    {
        try
        {
            return await ask(this);
        }
        catch (ModelCallException failure) when (failure.IsTransient && _fallback is not null)
        {
            return await _fallback.OrFallbackAsync(ask);
        }
    }

    private async Task<Reading> ReadAsync(
        Document document, DocumentSchema schema, double size, WordHelp words, CallPurpose purpose, IModelAccount account, CancellationToken cancellationToken)
    {
        var question = VisionQuestion.ForValues(schema, Settings.StructuredOutput);
        List<AnswerValues> answers = [];
        foreach (var pictures in Settings.Deal(Draw(document, size, words, cancellationToken)))
        {
            answers.Add(await WholeAnswer.AskAsync(
                Client,
                goOn => Question(question, pictures, document, goOn is null ? purpose : CallPurpose.Continue, Afterword(goOn)),
                schema.Json, account, cancellationToken));
        }

        return new Reading(
            Name, schema.Name, JoinedAnswers.Join(answers.Select(answer => answer.Data)),
            [.. answers.SelectMany(answer => answer.Findings), .. NotRead(document)]);
    }

    /// <summary>The places in doubt from near, as far as the page has more to show than the model saw.</summary>
    private IEnumerable<PagePicture> Crops(Document document, IReadOnlyList<FieldEvidence> places, CancellationToken cancellationToken) =>
        from place in places.Take(MaxCrops)
        from page in document.Pages
        where page.Number == place.Page
        select PagePictures.Crop(page, place.Box!.Value, CropDpi, Settings.Images, cancellationToken);

    private static IReadOnlyList<ContentPart> Afterword(string? goOn) => goOn is null ? [] : [new ContentPart.Text(goOn)];

    private ModelQuestion Question(
        VisionQuestion question, IReadOnlyList<PagePicture> pictures, Document document, CallPurpose purpose, IReadOnlyList<ContentPart> afterword)
    {
        IReadOnlyList<ChatMessage> messages =
            [ChatMessage.System(question.Instructions), PageMessage.Of(pictures, document.Pages.Count, afterword)];
        return new ModelQuestion(
            ChatRequest.Write(Settings, messages, question.Form), purpose, question.PromptSha256,
            messages.Sum(message => message.Content.Sum(part => part.Tokens)) + question.Form.Tokens);
    }

    /// <summary>The pages as the model is shown them, as many as one request holds.</summary>
    internal IReadOnlyList<PagePicture> FirstPictures(Document document, CancellationToken cancellationToken) =>
        Settings.Deal(Draw(document, 1, _options.Words, cancellationToken)).First();

    /// <summary>Page by page as the requests take them, so that little more than one request's pictures are held.</summary>
    private IEnumerable<IReadOnlyList<PagePicture>> Draw(Document document, double size, WordHelp words, CancellationToken cancellationToken) =>
        document.Pages.Take(_options.MaxPages).Select(page => WithWords(
            PagePictures.Of(page, _options.ImageDpi, Settings.Images, cancellationToken, size), PageWords.Of(page, words, cancellationToken)));

    /// <summary>Once a page, with its first strip.</summary>
    private static IReadOnlyList<PagePicture> WithWords(IReadOnlyList<PagePicture> pictures, string? words) =>
        [pictures[0] with { Words = words }, .. pictures.Skip(1)];

    private IReadOnlyList<Finding> NotRead(Document document) => document.Pages.Count <= _options.MaxPages
        ? []
        : [new Finding("", "pages-not-read", Severity.Error,
            $"Only the first {_options.MaxPages} of {document.Pages.Count} pages were shown to the model; pages {_options.MaxPages + 1} to {document.Pages.Count} were not read.")];
}
