namespace Nanobot.Services.Chat.Tools;

/// <summary>The state that a tool touches: the user's own, or what is open to everybody.</summary>
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

    /// <summary>The user's sessions, in this service's database.</summary>
    Sessions,

    /// <summary>What the user is told outside of answers, in this service's database.</summary>
    Notifications,

    /// <summary>What sub-agents are told to do; what they touch is decided by their own calls.</summary>
    Agents,

    /// <summary>What others have put on the web.</summary>
    Web,
}
