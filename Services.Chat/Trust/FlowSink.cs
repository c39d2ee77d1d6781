namespace Nanobot.Services.Chat.Trust;

/// <summary>Where a call of a tool lets text flow to.</summary>
internal enum FlowSink
{
    /// <summary>Nowhere: it reads.</summary>
    None,

    /// <summary>Files of the workspace that are read only when somebody asks for them.</summary>
    Workspace,

    /// <summary>A report that is made once.</summary>
    Report,

    /// <summary>What later turns are told without asking: memory, notes, skills.</summary>
    Memory,

    /// <summary>What runs again and again by itself.</summary>
    Schedule,

    /// <summary>What the user follows and prefers.</summary>
    Configuration,

    /// <summary>Files that tell the assistant what to do.</summary>
    Steering,

    /// <summary>Words to the user outside of an answer, which stand for themselves.</summary>
    Notice,

    /// <summary>Words to others than the user.</summary>
    Channel,
}
