namespace Nanobot.Platform.Core.Modules;

/// <summary>What is known of the other modules without asking them.</summary>
public interface IModuleStates
{
    /// <summary>Whether some process of the module takes requests; null where none has said anything of itself.</summary>
    bool? IsReady(string module);
}
