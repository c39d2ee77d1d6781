namespace Nanobot.Platform.Objects.Hosting;

/// <summary>The kinds of object stores, as the configuration calls them.</summary>
public static class ObjectStoreKind
{
    /// <summary>Files of this machine.</summary>
    public const string Local = "local";

    /// <summary>Amazon S3, or a server that speaks its protocol.</summary>
    public const string S3 = "s3";

    /// <summary>Azure Blob Storage.</summary>
    public const string Azure = "azure";
}
