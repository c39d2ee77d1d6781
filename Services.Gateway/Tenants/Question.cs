namespace Nanobot.Services.Gateway.Tenants;

/// <summary>A question to the tenants module.</summary>
/// <param name="Key">What it is about.</param>
/// <param name="Origin">Who has it asked.</param>
/// <param name="IsVouched">Whether something verified stands behind it: a signature, or an earlier answer. Anybody can make up the rest.</param>
internal readonly record struct Question<TKey>(TKey Key, LookupOrigin Origin, bool IsVouched);
