namespace Nanobot.Platform.Objects.Blobs;

/// <summary>Options of the kind <c>azure</c>: Azure Blob Storage.</summary>
public sealed class AzureOptions
{
    /// <summary>Connection string of the storage account, with its key. Either this or <see cref="ServiceUrl"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Address of the account's blobs, such as <c>https://account.blob.core.windows.net</c>; the credential is what the SDK finds in its environment (a managed or workload identity, variables).</summary>
    public string? ServiceUrl { get; set; }

    /// <summary>The container; 3 to 63 characters.</summary>
    public string Container { get; set; } = "";

    /// <summary>What the cold tier is: <c>Cool</c> or <c>Cold</c>, which are read at once, or <c>Archive</c>, which is not. Default <c>Cool</c>.</summary>
    public string ColdTier { get; set; } = "Cool";

    /// <summary>Whether a container that is missing is made. Default: where the account is on this machine.</summary>
    public bool? CreateContainer { get; set; }
}
