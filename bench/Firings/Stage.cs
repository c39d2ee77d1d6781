namespace Nanobot.Bench.Firings;

/// <summary>What a measurement stands on: the server's superuser, Redis, and the tenants module.</summary>
/// <param name="Postgres">Connection string of the server, without a database.</param>
/// <param name="Redis">Address of an empty Redis.</param>
/// <param name="Tenants">Address of <see cref="Standings"/>.</param>
internal sealed record Stage(string Postgres, string Redis, string Tenants);
