using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Blobs;

/// <summary>The storage account that holds documents and queues.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";

    private const string OneName = "[a-z0-9](?:-?[a-z0-9]){2,62}";

    /// <summary>Connection string with a key or SAS. Either this or <see cref="AccountName"/>.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Account name; signs in with the environment's identity (workload identity, managed identity, developer sign-in).</summary>
    [RegularExpression("^[a-z0-9]{3,24}$")]
    public string? AccountName { get; init; }

    /// <summary>Host names end in this; <c>core.windows.net</c> by default.</summary>
    [Required]
    public string EndpointSuffix { get; init; } = "core.windows.net";

    /// <summary>
    /// Containers that documents are dropped into, separated by commas; <c>inbox</c> by default. Blobs elsewhere are refused; <c>run</c> uploads
    /// to the first.
    /// </summary>
    [Required]
    [RegularExpression(
        $"^ *{OneName}(?: *, *{OneName})* *$",
        ErrorMessage = "Storage__InboxContainers are names of containers separated by commas, such as inbox,scans: 3 to 63 small letters, digits and single hyphens each.")]
    public string InboxContainers { get; init; } = "inbox";

    /// <summary>
    /// Documents that are held in memory at the same time, by the size of their files in bytes; 256 MiB by default. Further ones wait for their
    /// turn; one that is larger than all of it goes alone.
    /// </summary>
    [Range(1, 1L << 40)]
    public long BytesInFlight { get; init; } = 256L << 20;

    /// <summary>Whether an account is named at all.</summary>
    public bool IsConfigured => !string.IsNullOrEmpty(ConnectionString) || !string.IsNullOrEmpty(AccountName);

    /// <summary><see cref="InboxContainers"/>, one by one.</summary>
    public IReadOnlyList<string> Containers => InboxContainers.Split(',', StringSplitOptions.TrimEntries);
}

[OptionsValidator]
internal sealed partial class ValidateStorageOptions : IValidateOptions<StorageOptions>;
