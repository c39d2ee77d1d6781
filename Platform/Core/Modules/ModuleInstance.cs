using System.Security.Cryptography;

namespace Nanobot.Platform.Core.Modules;

/// <summary>This process as one of those that its module runs in: which one, since when, and whether it is about to stop.</summary>
/// <param name="id">Its id, another one after each start: letters, digits and hyphens, 80 at most.</param>
/// <param name="startedAt">When it was put together.</param>
public sealed class ModuleInstance(string id, DateTimeOffset startedAt)
{
    private const int LongestName = 63;
    private volatile bool _isDraining;

    /// <summary>Its id.</summary>
    public string Id => id;

    /// <summary>When it was put together.</summary>
    public DateTimeOffset StartedAt => startedAt;

    /// <summary>Whether it is about to stop: what runs goes on, what is new belongs elsewhere.</summary>
    public bool IsDraining => _isDraining;

    /// <summary>Names an instance by its machine, so that an operator finds it, and by chance, so that no two are the same.</summary>
    /// <param name="machine">The machine's name.</param>
    /// <param name="time">The clock.</param>
    public static ModuleInstance New(string machine, TimeProvider time)
    {
        var name = string.Concat(machine.ToLowerInvariant().Where(static character => char.IsAsciiLetterOrDigit(character) || character == '-').Take(LongestName));
        return new ModuleInstance($"{(name.Length == 0 ? "instance" : name)}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}", time.GetUtcNow());
    }

    /// <summary>From now on it is about to stop.</summary>
    public void Drain() => _isDraining = true;
}
