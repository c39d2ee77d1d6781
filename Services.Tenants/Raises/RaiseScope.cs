namespace Nanobot.Services.Tenants.Raises;

/// <summary>Whose limit is to be raised.</summary>
internal static class RaiseScope
{
    public const string User = "user";
    public const string Tenant = "tenant";
}
