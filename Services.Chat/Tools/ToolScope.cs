namespace Nanobot.Services.Chat.Tools;

/// <summary>The state, always the user's own, that a tool touches.</summary>
internal enum ToolScope
{
    /// <summary>The files of the workspace, in this service's database.</summary>
    Workspace,

    /// <summary>The reports, in the reports module.</summary>
    Reports,

    /// <summary>The schedules, in the scheduler module.</summary>
    Schedules,

    /// <summary>The user's configuration, in the tenants module.</summary>
    Configuration,
}
