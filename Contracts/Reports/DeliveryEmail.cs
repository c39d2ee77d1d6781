namespace Nanobot.Contracts.Reports;

/// <summary>The address at which a user has mail.</summary>
/// <param name="Address">The address.</param>
/// <param name="Verified">Whether it was shown to be the user's; before that nothing is sent there but the code.</param>
/// <param name="VerifiedAt">When.</param>
/// <param name="CodeExpiresAt">Until when the code that was sent is good; null where none waits.</param>
/// <param name="UnsubscribedAt">Since when whoever reads there wants no more; who puts the address again wants it again.</param>
public sealed record DeliveryEmail(string Address, bool Verified, DateTimeOffset? VerifiedAt, DateTimeOffset? CodeExpiresAt, DateTimeOffset? UnsubscribedAt);
