namespace Nanobot.Platform.Limits.Calls;

/// <summary>That there was nothing left, for as long as it need not be asked again.</summary>
/// <param name="Allowed">Of how much.</param>
/// <param name="Taken">What it was answered with.</param>
/// <param name="Since">When, as a timestamp.</param>
/// <param name="For">How long it holds.</param>
internal sealed record LeaseRefusal(Allowed Allowed, Taken Taken, long Since, TimeSpan For)
{
    /// <summary>The refusal of this moment, which waits less the older it is; null where it holds no longer.</summary>
    public Taken? At(TimeProvider time)
    {
        var age = time.GetElapsedTime(Since);
        return age < For ? Taken with { Wait = Taken.Wait - age } : null;
    }
}
