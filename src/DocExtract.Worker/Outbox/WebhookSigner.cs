using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DocExtract.Worker.Outbox;

/// <summary>
/// Signs requests as Standard Webhooks wants it, so that receivers check them with any of its libraries: base64 of HMAC-SHA256 over
/// <c>id.timestamp.body</c>, one signature a secret. See https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md.
/// </summary>
/// <param name="secrets">As <see cref="AreSecrets"/> wants them.</param>
internal sealed class WebhookSigner(string secrets)
{
    private const string Prefix = "whsec_";

    private readonly byte[][] _keys = [.. Split(secrets).Select(secret => KeyOf(secret)!)];

    /// <summary>Whether a setting holds at least one secret and nothing else.</summary>
    public static bool AreSecrets(string? setting) => Split(setting ?? "") is { Length: > 0 } secrets && secrets.All(secret => KeyOf(secret) is not null);

    /// <summary>The value of the header <c>webhook-signature</c>.</summary>
    public string Sign(string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{id}.{Timestamp(at)}."), .. body];
        return string.Join(' ', _keys.Select(key => "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed))));
    }

    /// <summary>The value of the header <c>webhook-timestamp</c>: seconds since 1970.</summary>
    public static string Timestamp(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string[] Split(string secrets) => secrets.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static byte[]? KeyOf(string secret)
    {
        var base64 = secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret;
        var key = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, key, out int length) && length is >= 24 and <= 64 ? key[..length] : null;
    }
}
