using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using DocExtract.Readers.Vision.Accounting;
using OpenAI;
using Polly;
using Polly.CircuitBreaker;

namespace DocExtract.Readers.Vision.Batches;

/// <summary>
/// The batches of an OpenAI-compatible endpoint: many questions in a file, answered within a day, cheaper. Files are sent and
/// batches made once; only looking is tried again, since a batch made twice is paid twice.
/// </summary>
public sealed class ModelBatches
{
    private static readonly TimeSpan FileLimit = TimeSpan.FromHours(1);

    private readonly VisionOptions _options;
    private readonly OpenAIClient _client;
    private readonly ModelFailures _failures;
    private readonly ResiliencePipeline _retries;

    /// <exception cref="ArgumentException">An option makes no sense; the message names it.</exception>
    public ModelBatches(VisionOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _options = options;
        var online = new RequestSettings(options).Price;
        (Price, Share) = (online.ForBatch(), online.Batch);
        Address = options.Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        _failures = new ModelFailures(options, Address);
        _client = ModelConnection.Open(options, _failures);
        _retries = ModelResilience.Retries(options, time);
    }

    /// <summary>The endpoint as it is noted with every question: scheme, host and path.</summary>
    public string Address { get; }

    /// <summary>The model that is asked.</summary>
    public string Model => _options.Model;

    /// <summary>What the model charges in batches.</summary>
    public ModelPrice Price { get; }

    /// <summary>The part of the usual price that is charged in batches.</summary>
    public decimal Share { get; }

    /// <summary>Uploads a file of questions; gives its id.</summary>
    /// <exception cref="ModelCallException">The endpoint failed, or has no batches.</exception>
    public async Task<string> UploadAsync(Stream jsonl, string name, CancellationToken cancellationToken)
    {
        using var purpose = new StringContent("batch");
        using var file = new StreamContent(jsonl);
        using var form = new MultipartFormDataContent();
        form.Add(purpose, "purpose");
        file.Headers.ContentType = new MediaTypeHeaderValue("application/jsonl");
        form.Add(file, "file", name);
        using var content = BinaryContent.Create(await form.ReadAsStreamAsync(cancellationToken));
        using var answer = await ExchangeAsync("POST", "files", content, form.Headers.ContentType!.ToString(), FileLimit, cancellationToken);
        return answer.RootElement.Text("id") ?? throw _failures.NoCompletion(200, answer.RootElement.GetRawText());
    }

    /// <summary>Has a file of questions answered within a day.</summary>
    /// <exception cref="ModelCallException">The endpoint failed; whether the batch was made, <see cref="FindAsync"/> tells.</exception>
    public async Task<BatchStatus> CreateAsync(string inputFileId, CancellationToken cancellationToken)
    {
        string body = JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["input_file_id"] = inputFileId,
            ["endpoint"] = BatchLine.Path,
            ["completion_window"] = "24h",
        });
        using var content = BinaryContent.Create(BinaryData.FromString(body));
        using var answer = await ExchangeAsync("POST", "batches", content, "application/json", _options.Timeout, cancellationToken);
        return Status(answer.RootElement);
    }

    /// <summary>The batch that was made of a file of questions; null when there is none.</summary>
    public async Task<BatchStatus?> FindAsync(string inputFileId, CancellationToken cancellationToken)
    {
        for (string after = ""; ;)
        {
            using var page = await LookAsync($"batches?limit=100{after}", cancellationToken);
            page.RootElement.TryGet("data", JsonValueKind.Array, out var data);
            List<BatchStatus> batches = data.ValueKind == JsonValueKind.Array ? [.. data.EnumerateArray().Select(Status)] : [];
            if (batches.Find(batch => batch.InputFileId == inputFileId) is { } found)
            {
                return found;
            }

            if (batches.Count == 0 || !page.RootElement.TryGet("has_more", JsonValueKind.True, out _))
            {
                return null;
            }

            after = $"&after={Uri.EscapeDataString(batches[^1].Id)}";
        }
    }

    public async Task<BatchStatus> GetAsync(string id, CancellationToken cancellationToken)
    {
        using var answer = await LookAsync($"batches/{Uri.EscapeDataString(id)}", cancellationToken);
        return Status(answer.RootElement);
    }

    /// <summary>What became of the questions of an output or error file, in its order, which is none. Other lines are left out.</summary>
    /// <param name="fileId">The file.</param>
    /// <param name="plans">The calls of the batch by their questions' hashes.</param>
    /// <param name="price">What the model charged in this batch.</param>
    /// <param name="cancellationToken">Ends the download.</param>
    /// <exception cref="ModelCallException">The endpoint failed, or was silent for <see cref="VisionOptions.Timeout"/>.</exception>
    public async IAsyncEnumerable<BatchAnswer> ReadAsync(
        string fileId, IReadOnlyDictionary<string, PlannedCall> plans, ModelPrice price, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plans);
        ArgumentNullException.ThrowIfNull(price);
        string path = $"files/{Uri.EscapeDataString(fileId)}/content";
        using var response = await AgainAsync(
            token => WithinAsync(_options.Timeout, late => SendAsync("GET", path, null, null, late), token), cancellationToken);
        using var lines = new StreamReader(response.ContentStream!, Encoding.UTF8);
        while (await WithinAsync(_options.Timeout, late => lines.ReadLineAsync(late).AsTask(), cancellationToken) is { } line)
        {
            using var parsed = Parse(JsonText.WithoutUnstorable(line));
            if (parsed is not null && BatchLine.QuestionOf(parsed.RootElement) is { } question && plans.TryGetValue(question, out var plan))
            {
                yield return BatchLine.Read(parsed.RootElement, plan, price);
            }
        }
    }

    private Task<JsonDocument> LookAsync(string path, CancellationToken cancellationToken) =>
        AgainAsync(token => ExchangeAsync("GET", path, null, null, _options.Timeout, token), cancellationToken);

    /// <summary>For what changes nothing at the server.</summary>
    private async Task<T> AgainAsync<T>(Func<CancellationToken, Task<T>> look, CancellationToken cancellationToken)
    {
        try
        {
            return await _retries.ExecuteAsync(async token => await look(token), cancellationToken);
        }
        catch (BrokenCircuitException resting)
        {
            throw _failures.Resting(resting.RetryAfter);
        }
    }

    private Task<JsonDocument> ExchangeAsync(
        string method, string path, BinaryContent? content, string? contentType, TimeSpan limit, CancellationToken cancellationToken) =>
        WithinAsync(
            limit,
            async late =>
            {
                using var response = await SendAsync(method, path, content, contentType, late);
                string text = await TextAsync(response, late);
                return Parse(text) ?? throw _failures.NoCompletion(response.Status, text);
            },
            cancellationToken);

    private async Task<T> WithinAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> act, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(limit);
        try
        {
            return await act(late.Token);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw _failures.Unreachable(broken);
        }
        catch (OperationCanceledException timeout) when (!cancellationToken.IsCancellationRequested)
        {
            throw _failures.TooLate(timeout);
        }
    }

    /// <summary>A success, its content not read yet.</summary>
    private async Task<PipelineResponse> SendAsync(string method, string path, BinaryContent? content, string? contentType, CancellationToken cancellationToken)
    {
        using var message = _client.Pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri = new Uri($"{_options.Endpoint.AbsoluteUri.TrimEnd('/')}/{path}");
        message.Request.Content = content;
        message.Request.Headers.Set("Accept", "application/json");
        if (contentType is not null)
        {
            message.Request.Headers.Set("Content-Type", contentType);
        }

        message.BufferResponse = false;
        message.Apply(new RequestOptions { CancellationToken = cancellationToken, ErrorOptions = ClientErrorBehaviors.NoThrow, BufferResponse = false });
        try
        {
            await _client.Pipeline.SendAsync(message);
        }
        catch (Exception broken) when (broken is ClientResultException or HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
        {
            throw _failures.Unreachable(broken);
        }

        var response = message.ExtractResponse()!;
        if (response.Status is >= 200 and <= 299)
        {
            return response;
        }

        using (response)
        {
            string said = await TextAsync(response, cancellationToken);
            throw response.Status == 404 && method == "POST" ? NoBatches() : _failures.Refused(response.Status, said, null);
        }
    }

    private ModelCallException NoBatches() => new(string.Create(
        CultureInfo.InvariantCulture, $"The model server at {_options.Endpoint.Host} has no batches; OpenAI and Azure OpenAI have. Use docextract run instead."))
    {
        Status = 404,
    };

    private static async Task<string> TextAsync(PipelineResponse response, CancellationToken cancellationToken)
    {
        if (response.ContentStream is not { } stream)
        {
            return "";
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return JsonText.WithoutUnstorable(await reader.ReadToEndAsync(cancellationToken));
    }

    private BatchStatus Status(JsonElement body) => BatchStatus.Parse(body) ?? throw _failures.NoCompletion(200, body.GetRawText());

    private static JsonDocument? Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
