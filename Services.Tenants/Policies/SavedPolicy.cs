using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>What came of storing a policy.</summary>
/// <param name="Row">The policy as it is now; null where it was refused.</param>
/// <param name="IsNew">Whether there was none of that name.</param>
/// <param name="Refusal">Why nothing has changed; null where it was stored or was so already.</param>
internal readonly record struct SavedPolicy(PolicyRow? Row, bool IsNew, Refusal? Refusal);
