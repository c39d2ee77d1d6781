using Nanobot.Platform.Core.Problems;

namespace Nanobot.Platform.Web.Guarding;

/// <summary>
/// Says of an address that somebody would like to keep whether it may be asked at all, as far as the address itself says so. No name is looked up: whether one leads inside is
/// found when it is asked, and said then like that nobody has it, so that nobody learns what is there.
/// </summary>
public sealed class WebAddresses
{
    private readonly WebGuard _guard;

    internal WebAddresses(WebGuard guard) => _guard = guard;

    /// <summary>Why it may not be asked; null where it may be, or only asking will tell.</summary>
    public Refusal? Refuse(Uri? address)
    {
        try
        {
            _ = _guard.Check(address);
            return null;
        }
        catch (RefusalException refused)
        {
            return refused.Refusal;
        }
    }
}
