using System.Globalization;
using System.Text;
using Nanobot.Platform.Core.Texts;

namespace Nanobot.Services.Chat.Agent.Prompting;

/// <summary>
/// What the application through which a user asks wants of the assistant: between two lines that begin with a fence, the first of which
/// says the length, so that it cannot pose as the house's own words.
/// </summary>
/// <param name="Text">The message.</param>
/// <param name="Fence">What the lines around it begin with.</param>
internal sealed record Instructions(string Text, string Fence)
{
    /// <summary>The instructions in <paramref name="parts"/>, in their order; null where there are none.</summary>
    public static Instructions? Of(IReadOnlyList<string> parts)
    {
        if (parts.Count == 0)
        {
            return null;
        }

        var said = string.Join("\n\n", parts);
        var fence = TextFence.Around(said);
        return new Instructions(string.Create(CultureInfo.InvariantCulture,
            $"Instructions of the application through which I ask.\n\n{fence} begin instructions: the next {Encoding.UTF8.GetByteCount(said)} bytes\n{said}\n{fence} end instructions\n"), fence);
    }
}
