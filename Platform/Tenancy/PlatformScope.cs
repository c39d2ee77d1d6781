namespace Nanobot.Platform.Tenancy;

/// <summary>
/// Says that work is the platform's own, across tenants. Only operators' endpoints, credential look-ups and background
/// claims (relay, due scan, worker leases) may take one, and each says why.
/// </summary>
/// <param name="Reason">Why this work crosses tenants; shown in the database's activity view.</param>
public sealed record PlatformScope(string Reason);
