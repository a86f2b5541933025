using System.Buffers.Text;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace DocExtract.Worker.Telemetry;

/// <summary>The trace that a message carries (W3C Trace Context): <c>traceparent</c> of our own messages and CloudEvents' extension of that name.</summary>
internal static class TraceParent
{
    private static readonly byte[] Name = "traceparent"u8.ToArray();

    /// <summary>Of the work that is going on; null outside of any that somebody traces.</summary>
    public static string? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null;

    /// <summary>Of a message; null without one. What is wrong with a message is not told here.</summary>
    public static string? Of(BinaryData body)
    {
        var bytes = body.ToMemory().Span;
        if (Base64.IsValid(bytes, out int length) && length > 0)
        {
            bytes = Convert.FromBase64String(Encoding.ASCII.GetString(bytes));
        }

        try
        {
            return In(new Utf8JsonReader(bytes));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // Not JSON, or JSON with half a character in it.
            return null;
        }
    }

    /// <summary>Looks at the outermost object only, or that of an array.</summary>
    private static string? In(Utf8JsonReader json)
    {
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.PropertyName)
            {
                bool isIt = json.ValueTextEquals(Name);
                json.Read();
                if (isIt)
                {
                    return json.TokenType == JsonTokenType.String ? json.GetString() : null;
                }

                json.Skip();
            }
        }

        return null;
    }
}
