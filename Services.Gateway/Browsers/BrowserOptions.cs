namespace Nanobot.Services.Gateway.Browsers;

/// <summary>Options of section <c>Cors</c>: which pages of other origins may use the API from a browser.</summary>
internal sealed class BrowserOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Cors";

    /// <summary>
    /// Exact origins of pages, such as <c>https://app.example.com</c>; at most 64. Default none: browsers keep pages of other origins from
    /// reading any answer.
    /// </summary>
    public IList<string> Origins { get; } = [];

    /// <summary>How long a browser may go by what it was told before it asks again. Default 10 minutes; range 0 to 24 hours.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromMinutes(10);
}
