namespace Nanobot.Services.Gateway.Limits;

/// <summary>The levels that say what a caller may use, as answers and refusals name them.</summary>
internal static class LimitLevels
{
    public const string Key = "key";
    public const string User = "user";
    public const string Tenant = "tenant";
    public const string Tier = "tier";
    public const string Installation = "installation";
}
