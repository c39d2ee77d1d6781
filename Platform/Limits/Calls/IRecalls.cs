namespace Nanobot.Platform.Limits.Calls;

/// <summary>Calls on other processes to give back what they hold and do not use.</summary>
internal interface IRecalls
{
    /// <summary>Calls; whether anybody hears it is not known.</summary>
    Task CallAsync(string kind, string scope);
}
