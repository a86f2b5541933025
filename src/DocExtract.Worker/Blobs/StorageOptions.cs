using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Blobs;

/// <summary>The storage account that holds documents and queues.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Connection string with a key or SAS. Either this or <see cref="AccountName"/>.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Account name; signs in with the environment's identity (workload identity, managed identity, developer sign-in).</summary>
    [RegularExpression("^[a-z0-9]{3,24}$")]
    public string? AccountName { get; init; }

    /// <summary>Host names end in this; <c>core.windows.net</c> by default.</summary>
    [Required]
    public string EndpointSuffix { get; init; } = "core.windows.net";

    /// <summary>Container that documents are dropped into; <c>inbox</c> by default. Blobs elsewhere are refused.</summary>
    [Required, RegularExpression("^[a-z0-9](?:-?[a-z0-9]){2,62}$")]
    public string InboxContainer { get; init; } = "inbox";

    /// <summary>Whether an account is named at all.</summary>
    public bool IsConfigured => !string.IsNullOrEmpty(ConnectionString) || !string.IsNullOrEmpty(AccountName);
}

[OptionsValidator]
internal sealed partial class ValidateStorageOptions : IValidateOptions<StorageOptions>;
