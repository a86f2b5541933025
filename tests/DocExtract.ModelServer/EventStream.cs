using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace DocExtract.ModelServer;

/// <summary>How a server writes its stream, where servers differ.</summary>
[Flags]
internal enum StreamForm
{
    /// <summary>As the official API does.</summary>
    Usual = 0,

    /// <summary>The tokens are never told, whatever was asked.</summary>
    WithoutUsage = 1,

    /// <summary>The tokens stand in the chunk with the finish reason, whatever was asked, instead of one of their own.</summary>
    UsageInLastChoice = 2,

    /// <summary>The stream ends without <c>[DONE]</c>.</summary>
    WithoutDone = 4,

    /// <summary>Lines end with CR LF.</summary>
    CarriageReturns = 8,

    /// <summary>Comments and the other fields of an event stand between the data.</summary>
    KeepAlive = 16,

    /// <summary>The bytes leave in pieces of seven, also within a character and within a line's end.</summary>
    Torn = 32,

    /// <summary><c>data:</c> without the space that may follow it.</summary>
    Tight = 64,
}

/// <summary>Server-sent events, one flush each.</summary>
internal sealed class EventStream(HttpContext context, StreamForm form)
{
    /// <summary>The item of a request with what is to be done before a client can know that it has its whole answer.</summary>
    public static readonly object BeforeTheEnd = new();

    // Letters as they are: escaped ones would hide what becomes of a character whose bytes come apart.
    private static readonly JsonSerializerOptions AsTheyAre = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _newline = form.HasFlag(StreamForm.CarriageReturns) ? "\r\n" : "\n";

    public Task SendAsync(JsonNode data) => SendAsync(data.ToJsonString(AsTheyAre));

    /// <summary>The end, unless the form leaves it out.</summary>
    public Task DoneAsync()
    {
        (context.Items[BeforeTheEnd] as Action)?.Invoke();
        return form.HasFlag(StreamForm.WithoutDone) ? Task.CompletedTask : SendAsync("[DONE]");
    }

    /// <summary>Any data.</summary>
    public Task SendAsync(string data)
    {
        string[] around = form.HasFlag(StreamForm.KeepAlive) ? [": ping", "", "event: message", "id: 7", "retry: 1000"] : [];
        string field = form.HasFlag(StreamForm.Tight) ? "data:" : "data: ";
        return WriteAsync(string.Join(_newline, [.. around, field + data, "", ""]));
    }

    private async Task WriteAsync(string text)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = "text/event-stream; charset=utf-8";
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        foreach (byte[] part in form.HasFlag(StreamForm.Torn) ? bytes.Chunk(7) : [bytes])
        {
            await context.Response.Body.WriteAsync(part, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
