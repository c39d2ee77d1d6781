namespace Nanobot.Platform.Core.Names;

/// <summary>
/// Lets what carries it make names of stores by hand, and says that its results are such names (docs/analyzers.md): for the builder itself and for forms that somebody else has laid down.
/// </summary>
/// <param name="reason">Why the builder does not make them.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class MakesStoreNamesAttribute(string reason) : Attribute
{
    /// <summary>Why the builder does not make them.</summary>
    public string Reason => reason;
}
