namespace Nanobot.Services.Scheduler.Operating;

/// <summary>Behind which job of all tenants' a list goes on.</summary>
/// <param name="TenantId">Its tenant.</param>
/// <param name="JobId">Its id.</param>
internal readonly record struct JobKey(string TenantId, Guid JobId)
{
    /// <summary>Before all.</summary>
    public static JobKey First => new("", Guid.Empty);

    /// <summary>Reads what <see cref="ToString"/> wrote; of none the first.</summary>
    public static bool TryParse(string? text, out JobKey key)
    {
        key = First;
        if (text is null)
        {
            return true;
        }

        // Ids of jobs have no dot.
        var dot = text.LastIndexOf('.');
        if (dot < 0 || !Guid.TryParse(text.AsSpan(dot + 1), out var job))
        {
            return false;
        }

        key = new JobKey(text[..dot], job);
        return true;
    }

    /// <summary>For a cursor.</summary>
    public override string ToString() => $"{TenantId}.{JobId}";
}
