namespace Nanobot.Services.Reports.Sharing;

/// <summary>Options of links to reports, section <c>Reports:Links</c>.</summary>
internal sealed class ShareOptions
{
    /// <summary>The address at which the outside reaches the gateway, with which links begin, for example <c>https://nanobot.example</c>. Default none: a link is a path then.</summary>
    public Uri? PublicUrl { get; set; }
}
