namespace Nanobot.Platform.Objects.Hosting;

/// <summary>The kinds of object stores, as the configuration calls them.</summary>
public static class ObjectStoreKind
{
    /// <summary>Files of this machine.</summary>
    public const string Local = "local";
}
