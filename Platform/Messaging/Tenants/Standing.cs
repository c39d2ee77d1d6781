namespace Nanobot.Platform.Messaging.Tenants;

/// <summary>What becomes of work that was claimed, by how its tenant stands.</summary>
public enum Standing
{
    /// <summary>The tenant may work, and stands as it did at the claim: go on.</summary>
    AsClaimed,

    /// <summary>It stands otherwise, which is noted: what was claimed is given back, and claimed anew if it may work.</summary>
    Changed,

    /// <summary>The module that decides it knows no such tenant, or cannot read it: what was claimed waits.</summary>
    Unknown,
}
