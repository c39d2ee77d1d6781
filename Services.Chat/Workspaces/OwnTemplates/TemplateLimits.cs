namespace Nanobot.Services.Chat.Workspaces.OwnTemplates;

/// <summary>How many templates a tenant has. Each new workspace begins with a copy of them, whatever there is room for, so they are few and short.</summary>
internal static class TemplateLimits
{
    /// <summary>Most templates of a tenant.</summary>
    public const int Most = 100;

    /// <summary>Most octets of all of them.</summary>
    public const int Bytes = 512 * 1024;
}
