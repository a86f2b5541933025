using System.Text.Json.Nodes;
using DocExtract.Checks;
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
    private readonly VisionOptions _options;
    private readonly RequestSettings _settings;
    private readonly ModelClient _client;

    /// <exception cref="ArgumentException">An option makes no sense; the message names it.</exception>
    public VisionReader(VisionOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        _options = options;
        _settings = new RequestSettings(options);
        _client = new ModelClient(options, _settings, time);
    }

    public string Name => ReaderNames.Vision;

    /// <inheritdoc/>
    /// <exception cref="ModelCallException">The endpoint failed, also after the attempts that are made in place.</exception>
    /// <exception cref="InvalidDataException">The type's schema cannot be shown to a model; the message says why.</exception>
    public async Task<Reading?> ReadAsync(
        Document document, DocumentSchema schema, IModelAccount account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(account);
        if (document.Pages.Count == 0)
        {
            return null;
        }

        var question = new VisionQuestion(schema, _settings.StructuredOutput);
        List<JsonObject> answers = [];
        List<Finding> findings = [];
        foreach (var pictures in _settings.Deal(Draw(document, cancellationToken)))
        {
            var answer = await _client.AskAsync(Question(question, pictures, document), account, cancellationToken);
            var (data, doubts) = AnswerReader.Read(answer, schema.Json);
            answers.Add(data);
            findings.AddRange(doubts);
        }

        return new Reading(Name, schema.Name, JoinedAnswers.Join(answers), [.. findings, .. NotRead(document)]);
    }

    private ModelQuestion Question(VisionQuestion question, IReadOnlyList<PagePicture> pictures, Document document)
    {
        IReadOnlyList<ChatMessage> messages = [ChatMessage.System(question.Instructions), PageMessage.Of(pictures, document.Pages.Count)];
        return new ModelQuestion(
            ChatRequest.Write(_settings, messages, question.Form), CallPurpose.Read, question.PromptSha256,
            messages.Sum(message => message.Content.Sum(part => part.Tokens)) + question.Form.Tokens);
    }

    /// <summary>Page by page as the requests take them, so that little more than one request's pictures are held.</summary>
    private IEnumerable<IReadOnlyList<PagePicture>> Draw(Document document, CancellationToken cancellationToken) =>
        document.Pages.Take(_options.MaxPages).Select(page => WithWords(
            PagePictures.Of(page, _options.ImageDpi, _settings.Images, cancellationToken), PageWords.Of(page, _options.Words, cancellationToken)));

    /// <summary>Once a page, with its first strip.</summary>
    private static IReadOnlyList<PagePicture> WithWords(IReadOnlyList<PagePicture> pictures, string? words) =>
        [pictures[0] with { Words = words }, .. pictures.Skip(1)];

    private IReadOnlyList<Finding> NotRead(Document document) => document.Pages.Count <= _options.MaxPages
        ? []
        : [new Finding("", "pages-not-read", Severity.Error,
            $"Only the first {_options.MaxPages} of {document.Pages.Count} pages were shown to the model; pages {_options.MaxPages + 1} to {document.Pages.Count} were not read.")];

    private static void Check(VisionOptions options)
    {
        string? problem = options switch
        {
            { Model: null or "" } => "Model is empty; name the model to ask, as its endpoint calls it.",
            { Endpoint: { IsAbsoluteUri: false } or { Scheme: not ("http" or "https") } } =>
                "Endpoint must be an absolute http or https address.",
            { MaxOutputTokens: < 1 } => "MaxOutputTokens must be at least 1.",
            { Attempts: < 1 } => "Attempts must be at least 1.",
            { Concurrency: < 1 } => "Concurrency must be at least 1.",
            { MaxPages: < 1 } => "MaxPages must be at least 1.",
            { ImageDpi: not (>= 10 and <= 1200) } => "ImageDpi must be between 10 and 1200.",
            { Timeout: var timeout } when timeout < TimeSpan.FromMilliseconds(10) || timeout > TimeSpan.FromDays(1) =>
                "Timeout must be between 10 milliseconds and one day.",
            { RetryDelay: var delay, MaxRetryAfter: var longest } when delay < TimeSpan.Zero || longest < delay || longest > TimeSpan.FromDays(1) =>
                "RetryDelay and MaxRetryAfter must not be negative, nor MaxRetryAfter shorter than RetryDelay or longer than a day.",
            _ => null,
        };
        if (problem is not null)
        {
            throw new ArgumentException(problem, nameof(options));
        }
    }
}
