using Nanobot.Platform.Tenancy.Secrets;

namespace Nanobot.Platform.Data.Resealing;

/// <summary>A row that holds a sealed secret.</summary>
/// <param name="Key">What names it, in the order of its table's statements.</param>
/// <param name="Place">For which place it is sealed.</param>
/// <param name="Secret">The sealed text.</param>
public sealed record SealedRow(IReadOnlyList<object> Key, SecretPlace Place, string Secret);
