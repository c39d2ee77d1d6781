using System.Security.Cryptography;
using System.Text;

namespace Nanobot.Services.Reports.Formats;

/// <summary>
/// How a report's page looks: in the colours of whoever reads it, light or dark, and printed black on white, on A4, with page numbers, the heads of tables on each page and nothing torn
/// apart. Printing begins with fonts whose Chinese characters can be embedded as outlines, so that its text is found and copied as it reads.
/// </summary>
internal static class PageStyle
{
    public const string Text =
        ":root{color-scheme:light dark;--line:#8886;--soft:#8881;--up:#15803d;--down:#b91c1c}"
        + "@media(prefers-color-scheme:dark){:root{--up:#4ade80;--down:#f87171}}"
        // Where Chinese is read, what rises is red.
        + ":root:lang(zh){--up:#b91c1c;--down:#15803d}@media(prefers-color-scheme:dark){:root:lang(zh){--up:#f87171;--down:#4ade80}}"
        + "*{box-sizing:border-box}"
        + "body{font:16px/1.6 system-ui,-apple-system,\"Segoe UI\",\"Noto Sans\",\"PingFang SC\",\"Microsoft YaHei\",\"Noto Sans CJK SC\",\"WenQuanYi Micro Hei\",sans-serif;"
        + "max-width:54em;margin:2em auto;padding:0 1em;color:CanvasText;background:Canvas;overflow-wrap:break-word}"
        + "h1{font-size:1.7em;line-height:1.25}h2{font-size:1.25em;margin-top:1.8em;padding-bottom:.2em;border-bottom:1px solid var(--line)}"
        + ".wide{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.92em}"
        + "th,td{border-bottom:1px solid var(--line);padding:.35em .7em;text-align:right;white-space:nowrap}th{background:var(--soft)}th:first-child,td:first-child{text-align:left}"
        + ".charts{display:flex;flex-wrap:wrap;gap:1em 1.5em}figure{margin:0;width:340px;max-width:100%}figure.changes{width:auto;margin:0 0 1.2em}svg{display:block;max-width:100%;height:auto}svg text{font-size:10px;fill:currentColor}"
        + ".up{color:var(--up)}.down{color:var(--down)}"
        + "figcaption,dd,pre{font-size:.85em}dl{margin:0}dt{font-weight:600;float:left;margin-right:.6em}dd{margin:0 0 .6em}pre{margin:.3em 0 0;padding:.5em .7em;background:var(--soft);white-space:pre-wrap;overflow-wrap:anywhere}"
        + ":target{background:#fd06}"
        + "@page{size:A4;margin:17mm 15mm 18mm;@bottom-center{content:counter(page) \" / \" counter(pages);font:9pt \"WenQuanYi Micro Hei\",\"DejaVu Sans\",sans-serif;color:#555}}"
        + "@media print{:root{color-scheme:light;--line:#bbb;--soft:#f3f3f3;--up:#15803d;--down:#b91c1c}:root:lang(zh){--up:#b91c1c;--down:#15803d}"
        + "body{font:10.5pt/1.5 \"WenQuanYi Micro Hei\",\"LXGW WenKai\",\"PingFang SC\",\"Microsoft YaHei\",\"Noto Sans CJK SC\",sans-serif;max-width:none;margin:0;padding:0;color:#000;background:#fff}"
        + "a{color:#0b4ea2}h1,h2{break-after:avoid;break-inside:avoid}tr,figure,dt,svg,pre{break-inside:avoid}figure{display:inline-block;vertical-align:top;width:84mm;margin:0 3mm 4mm 0}.charts{display:block}.charts svg{width:82mm}dt{break-after:avoid}thead{display:table-header-group}p,li,dd{orphans:2;widows:2}"
        + ".wide{overflow:visible}table{font-size:.82em;width:100%}th,td{padding:.25em .4em}}";

    /// <summary>What a page may load and run: nothing; and this style is all that it has.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'; base-uri 'none'; form-action 'none'";
}
